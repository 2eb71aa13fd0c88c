/**
 * Run by mongosh inside mongo's own network, as often as the stack starts: makes the one-node replica set and its two
 * users where they are missing. Until the first user exists, MongoDB lets a caller on its own machine do just that.
 */
const { MONGO_ROOT_PASSWORD, MONGO_PASSWORD } = process.env;
const admin = db.getSiblingDB('admin');

function isRoot() {
  try {
    return admin.auth('root', MONGO_ROOT_PASSWORD).ok === 1;
  } catch {
    return false;
  }
}

if (!isRoot()) {
  try {
    rs.initiate({ _id: 'rs0', members: [{ _id: 0, host: 'mongo:27017' }] });
  } catch (error) {
    if (error.codeName !== 'AlreadyInitialized') throw error;
  }
  while (!db.hello().isWritablePrimary) sleep(100);
  admin.createUser({ user: 'root', pwd: MONGO_ROOT_PASSWORD, roles: ['root'] });
  if (!isRoot()) throw new Error('root was made, but may not sign in');
}
while (!db.hello().isWritablePrimary) sleep(100);

const foyer = db.getSiblingDB('foyer');
const roles = ['readWrite', 'dbAdmin'];
if (foyer.getUser('foyer') === null) foyer.createUser({ user: 'foyer', pwd: MONGO_PASSWORD, roles });
else foyer.updateUser('foyer', { pwd: MONGO_PASSWORD, roles });
print('mongo is ready for foyer');
