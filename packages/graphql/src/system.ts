import { bootTime, users } from '@psutil/system/promises';
import { fields } from './fields.js';

/** `Query.system`. */
export const system = [
  fields('Query', {
    '"The system as a whole." system: System!': () => ({}),
  }),
  fields('System', {
    '"When the machine booted." bootTime: DateTime!': () => bootTime(),
    '"The sessions of users who are logged in." users: [User!]!': () => users(),
  }),
];
