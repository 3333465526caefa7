import type {CommandSpec, OptionSpec} from '../kit/spec.js';
import {machinesSpecs} from './specs/machines.js';
import {movingSpecs} from './specs/moving.js';
import {namesSpecs} from './specs/names.js';
import {programSpecs} from './specs/program.js';
import {savedSpecs} from './specs/saved.js';
import {tokensSpecs} from './specs/tokens.js';
import {wizardSpecs} from './specs/wizard.js';

export const globalOptions: readonly OptionSpec[] = [
	{flags: '--config-dir <DIR>', summary: 'keep everything in DIR (or ZCONN_CONFIG_DIR)'},
	{flags: '--plain', summary: 'plain numbered lines instead of a repainting screen'},
	{flags: '--no-input', summary: 'never ask: fail at once and name the flag that answers'},
	{flags: '--debug', summary: 'a log on stderr, without secrets'},
];

/** Every command, in the order of `--help`. */
export const commands: readonly CommandSpec[] = [
	...wizardSpecs,
	...savedSpecs,
	...tokensSpecs,
	...namesSpecs,
	...movingSpecs,
	...machinesSpecs,
	...programSpecs,
];
