// Makes process.platform the scripted system, before the packages and their scripts read it.
Object.defineProperty(process, 'platform', { value: process.env.PSUTIL_SCRIPTED_SYSTEM });
