import { io, type Socket } from 'socket.io-client';

/** A connected socket of whoever has the token, which stays away once the server ends it; rejects where it is refused. */
export async function connectSocket(origin: string, token: string): Promise<Socket> {
  const socket = io(origin, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    auth: { token },
  });
  await new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(null)).once('connect_error', reject);
  });
  return socket;
}
