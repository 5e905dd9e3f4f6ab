import { PsutilError } from '@psutil/native';
import { asyncExecutor, type Executor, type Mode, type Result, syncExecutor } from '@psutil/native/internal/execution';
import type { WindowsService } from '@psutil/native/internal/records';
import { checkString } from '@psutil/native/internal/validation';

export type {
  WindowsService,
  WindowsServiceStartType,
  WindowsServiceStatus,
} from '@psutil/native/internal/records';

interface WinServiceIter<M extends Mode> {
  /**
   * Returns all Windows services. A field that the user may not read is null.
   *
   * Windows: EnumServicesStatusExW and QueryServiceConfigW.
   *
   * @throws {NotSupported} On other systems.
   */
  (): Result<M, WindowsService[]>;
}

interface WinServiceGet<M extends Mode> {
  /**
   * Returns the Windows service with a name, which is not its display name. Names are case-insensitive.
   *
   * Windows: QueryServiceStatusEx and QueryServiceConfigW.
   *
   * @throws {PsutilError} `ERR_NO_SUCH_SERVICE` if the service does not exist.
   * @throws {AccessDenied} If the user has no permission to read the service.
   * @throws {NotSupported} On other systems.
   */
  (name: string): Result<M, WindowsService>;
}

function checkFound(name: string, service: WindowsService | null): WindowsService {
  if (!service) throw new PsutilError('ERR_NO_SUCH_SERVICE', `no such service: ${JSON.stringify(name)}`);
  return service;
}

const defineIter = <M extends Mode>(executor: Executor<M>): WinServiceIter<M> =>
  function winServiceIter() {
    return executor.run(() => executor.collect('winServiceIter'));
  };

const defineGet = <M extends Mode>(executor: Executor<M>): WinServiceGet<M> =>
  function winServiceGet(name) {
    return executor.run(() => {
      checkString('name', name);
      return executor.map(executor.collect('winServiceGet', undefined, name), (found) => checkFound(name, found));
    });
  };

export const winServiceIter: WinServiceIter<'sync'> = defineIter(syncExecutor);
export const winServiceIterAsync: WinServiceIter<'async'> = defineIter(asyncExecutor);
export const winServiceGet: WinServiceGet<'sync'> = defineGet(syncExecutor);
export const winServiceGetAsync: WinServiceGet<'async'> = defineGet(asyncExecutor);
