export { bootTime } from './boot.js';
export { type User, users } from './users.js';
