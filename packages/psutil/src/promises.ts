export * from '@psutil/cpu/promises';
export * from '@psutil/disk/promises';
export * from '@psutil/memory/promises';
export * from '@psutil/native';
export * from '@psutil/net/promises';
export * from '@psutil/process/promises';
export * from '@psutil/system/promises';
