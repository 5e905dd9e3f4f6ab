import { PsutilError } from '@psutil/native';
import { type WindowsService, winServiceGet, winServiceIter } from '@psutil/system/promises';
import { fields, rootFields } from './fields.js';
import { findProcess } from './process-loader.js';

interface Filter {
  readonly status?: string | null;
}

const servicesWith = async ({ status }: Filter): Promise<WindowsService[]> =>
  (await winServiceIter()).filter((service) => !status || service.status === status);

/** Returns the service with a name, or null. */
const findService = (name: string): Promise<WindowsService | null> =>
  winServiceGet(name).catch((error: unknown) => {
    if (error instanceof PsutilError && error.code === 'ERR_NO_SUCH_SERVICE') return null;
    throw error;
  });

/** Windows services, and the links between them and processes. */
export const windowsService = [
  ...rootFields({
    '"Windows services; null on other systems." windowsServices("Only services with this status." status: WindowsServiceStatus): [WindowsService!]':
      (_, filter) => servicesWith(filter),
    '"A Windows service, by its name; null if it does not exist, and on other systems." windowsService("Name of the service." name: String!): WindowsService':
      (_, { name }) => findService(name),
  }),
  fields('WindowsService', {
    '"Process of the service; null if it is not running." process: Process': ({ pid }, _, context, info) =>
      pid === null ? null : findProcess(pid, context, info),
  }),
];
