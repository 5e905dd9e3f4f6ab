// Defines the function that Node.js has since version 20.16: npm has only version 20.11 for s390x.
process.getBuiltinModule ??= require;
