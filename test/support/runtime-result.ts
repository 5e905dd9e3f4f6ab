/** What `programs/runtime.mjs` prints in each runtime. */
export const runtimeResult = {
  wait: null,
  timedOut: 'TimeoutExpired',
  exitCode: 3,
  tree: [2, 0],
  event: 'start',
  terminated: 3,
  memory: true,
  disk: true,
} as const;
