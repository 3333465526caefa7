import {type Patch, patchPlugin} from './patch.js';

const gone = (find: string) => ({find, replace: ''});

/**
 * What packages bring along and this program never uses: undici's other parsers, conf's validator and migrations, age's
 * recipients with keys, and the validator with which a server of the Model Context Protocol checks forms, which ours does not show.
 */
export const unusedPatches: readonly Patch[] = [
	{
		package: 'undici',
		file: 'lib/dispatcher/client-h1.js',
		isOptional: true,
		replacements: [
			// As Node itself builds it: with the parser that is used, and without the experimental one (Milo) beside it.
			{find: "typeof esbuildDetection === 'undefined'", replace: 'false', times: 2},
			// One build of that parser is enough: the one that runs on every processor.
			{find: 'let useWasmSIMD = true', replace: 'let useWasmSIMD = false'},
			{find: "process.env.UNDICI_NO_WASM_SIMD === '0'", replace: 'false'},
			{
				find: "new WebAssembly.Module(require('../llhttp/llhttp_simd-wasm.js'))",
				replace: 'undefined',
			},
		],
	},
	{
		package: 'conf',
		file: 'dist/source/index.js',
		isOptional: true,
		// It writes the file here, and neither checks nor migrates it: that is done by our own schemas.
		replacements: [
			{find: "import { Ajv2020 as Ajv } from 'ajv/dist/2020.js';", replace: 'const Ajv = undefined;'},
			{find: "import ajvFormatsModule from 'ajv-formats';", replace: 'const ajvFormatsModule = undefined;'},
			{find: "import semver from 'semver';", replace: 'const semver = undefined;'},
		],
	},
	{
		package: 'age-encryption',
		file: 'dist/index.js',
		isOptional: true,
		// Exports are encrypted with a passphrase; recipients with keys of curves and lattices are of no use here.
		replacements: [
			{
				find: 'import { HybridIdentity, HybridRecipient } from "./recipients.js";',
				replace: 'const HybridIdentity = undefined, HybridRecipient = undefined;',
			},
			{
				find: 'import { X25519Identity, X25519Recipient } from "./recipients.js";',
				replace: 'const X25519Identity = undefined, X25519Recipient = undefined;',
			},
			{
				find: 'import { TagRecipient, HybridTagRecipient } from "./recipients.js";',
				replace: 'const TagRecipient = undefined, HybridTagRecipient = undefined;',
			},
			gone(
				'export { generateIdentity, generateHybridIdentity, generateX25519Identity, identityToRecipient } from "./recipients.js";',
			),
			gone('export * as webauthn from "./webauthn.js";'),
		],
	},
	{
		package: '@modelcontextprotocol/sdk',
		file: 'dist/esm/server/index.js',
		isOptional: true,
		replacements: [
			gone("import { AjvJsonSchemaValidator } from '../validation/ajv-provider.js';"),
			{find: 'new AjvJsonSchemaValidator()', replace: 'undefined'},
		],
	},
];

export const withoutUnusedPlugin = patchPlugin('without-unused', unusedPatches);
