import { PsutilError } from '@psutil/native';
import { asyncExecutor, type Executor, type Mode, type Result, syncExecutor } from '@psutil/native/internal/execution';
import type { WindowsService } from '@psutil/native/internal/records';
import { checkString } from '@psutil/native/internal/validation';

export type {
  WindowsService,
  WindowsServiceStartType,
  WindowsServiceStatus,
} from '@psutil/native/internal/records';

function checkFound(name: string, service: WindowsService | null): WindowsService {
  if (!service) throw new PsutilError('ERR_NO_SUCH_SERVICE', `no such service: ${JSON.stringify(name)}`);
  return service;
}

const defineIter = <M extends Mode>(executor: Executor<M>) =>
  function winServiceIter(): Result<M, WindowsService[]> {
    return executor.run(() => executor.collect('winServiceIter'));
  };

const defineGet = <M extends Mode>(executor: Executor<M>) =>
  function winServiceGet(name: string): Result<M, WindowsService> {
    return executor.run(() => {
      checkString('name', name);
      return executor.map(executor.collect('winServiceGet', undefined, name), (found) => checkFound(name, found));
    });
  };

/**
 * Returns all Windows services. A field that the user may not read is null.
 *
 * Windows: EnumServicesStatusExW and QueryServiceConfigW.
 *
 * @throws {NotSupported} On other systems.
 *
 * @example
 * import { winServiceIter } from '@psutil/system';
 * import * as promises from '@psutil/system/promises';
 *
 * for (const { name, status } of winServiceIter()) console.log(name, status); // Spooler running
 * console.log((await promises.winServiceIter()).length);
 */
export const winServiceIter: () => WindowsService[] = defineIter(syncExecutor);

export const winServiceIterAsync: () => Promise<WindowsService[]> = defineIter(asyncExecutor);
/**
 * Returns the Windows service with a name, which is not its display name. Names are case-insensitive.
 *
 * Windows: QueryServiceStatusEx and QueryServiceConfigW.
 *
 * @throws {PsutilError} `ERR_NO_SUCH_SERVICE` if the service does not exist.
 * @throws {AccessDenied} If the user has no permission to read the service.
 * @throws {NotSupported} On other systems.
 *
 * @example
 * import { winServiceGet } from '@psutil/system';
 * import * as promises from '@psutil/system/promises';
 *
 * console.log(winServiceGet('Spooler').status); // running
 * console.log((await promises.winServiceGet('Spooler')).startType);
 */
export const winServiceGet: (name: string) => WindowsService = defineGet(syncExecutor);

export const winServiceGetAsync: (name: string) => Promise<WindowsService> = defineGet(asyncExecutor);
