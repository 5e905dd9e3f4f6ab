export * from '@psutil/cpu';
export * from '@psutil/disk';
export * from '@psutil/memory';
export * from '@psutil/native';
export * from '@psutil/net';
export * from '@psutil/process';
export * from '@psutil/system';
