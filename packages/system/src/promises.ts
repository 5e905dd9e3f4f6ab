export { bootTimeAsync as bootTime } from './boot.js';
export { type User, usersAsync as users } from './users.js';
