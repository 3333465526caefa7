/** Opens the peer as `cli.tsx` opens the wizard, so that both ways of bundling show the same program. */
process.getBuiltinModule('node:module').enableCompileCache();
void import('./peer-select.js');
