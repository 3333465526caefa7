import type {CommandSpec, OptionSpec} from '../kit/spec.js';
import {logSpec} from './log/spec.js';
import {mcpSpec} from './mcp/spec.js';
import {proxySpec} from './proxy/spec.js';
import {apiSpec} from './specs/api.js';
import {completionSpec} from './specs/completion.js';
import {doctorSpec} from './specs/doctor.js';
import {editSpec, reconnectSpec} from './specs/edit.js';
import {execSpec} from './specs/exec.js';
import {exportSpec, importSpec} from './specs/export.js';
import {listSpec, servicesSpec} from './specs/list.js';
import {newSpec} from './specs/new.js';
import {practiceSpec} from './specs/practice.js';
import {refreshSpec} from './specs/refresh.js';
import {removeSpec} from './specs/remove.js';
import {renameSpec} from './specs/rename.js';
import {revokeSpec} from './specs/revoke.js';
import {scopesSpec} from './specs/scopes.js';
import {secretsSpec} from './specs/secrets.js';
import {sheetSpec} from './specs/sheet.js';
import {showSpec} from './specs/show.js';
import {testSpec} from './specs/test.js';
import {tokenSpec} from './specs/token.js';
import {keepSpec, shareSpec, storeSpec, unshareSpec} from './store/specs.js';

export const globalOptions: readonly OptionSpec[] = [
	{flags: '--config-dir <DIR>', summary: 'keep everything in DIR (or ZCONN_CONFIG_DIR)'},
	{flags: '--plain', summary: 'plain numbered lines instead of a repainting screen'},
	{flags: '--no-input', summary: 'never ask: fail at once and name the flag that answers'},
	{flags: '--debug', summary: 'a log on stderr, without secrets'},
];

/** Every command, in the order of `--help`. */
export const commands: readonly CommandSpec[] = [
	newSpec,
	editSpec,
	reconnectSpec,
	listSpec,
	showSpec,
	servicesSpec,
	tokenSpec,
	apiSpec,
	execSpec,
	proxySpec,
	mcpSpec,
	refreshSpec,
	testSpec,
	renameSpec,
	revokeSpec,
	removeSpec,
	sheetSpec,
	exportSpec,
	importSpec,
	shareSpec,
	unshareSpec,
	storeSpec,
	keepSpec,
	logSpec,
	scopesSpec,
	secretsSpec,
	doctorSpec,
	practiceSpec,
	completionSpec,
];
