/** The symbols that Node.js looks up in an addon, and the only ones that a binary may export. */
export const entryPoints = ['napi_register_module_v1', 'node_api_module_get_api_version_v1'];
