/** What the server or the clock had to say about the cart. */
export interface Message {
  readonly tone: 'info' | 'warning' | 'trouble';
  readonly text: string;
}
