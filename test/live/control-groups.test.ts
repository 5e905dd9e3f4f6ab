import { limits } from '@psutil/system';
import { expect, test } from 'vitest';
import { spawnChild } from '../support/children.ts';
import { forms } from '../support/forms.ts';
import { needsSupport } from '../support/run.ts';

test.for(forms)(
  '%s: a child has the control group, container and limits of its parent',
  async ([_, { Process }], context) => {
    needsSupport(context, 'limits', 'Process.cgroup', 'Process.container', 'Process.limits');
    const { pid } = await spawnChild();
    const [child, self] = [new Process(pid), new Process()];
    expect(await child.cgroup()).toBe(await self.cgroup());
    expect(await child.container()).toBe(await self.container());
    const [{ cgroup, version, memory, cpu }, whole] = [await self.limits(), limits()];
    expect({ cgroup, version, limit: memory.limit, cpu }).toEqual({
      cgroup: whole.cgroup,
      version: whole.version,
      limit: whole.memory.limit,
      cpu: whole.cpu,
    });
  },
);
