import type {Action, HomeEvent} from '../../home/events.js';
import {type Command, isCommand, type Press} from '../lines/keys.js';

/** What a letter of Home wants; capitals first, for a small letter matches both. */
export const homeLetters: readonly (readonly [Command, Action])[] = [
	['discardAll', 'discard-drafts'],
	['refreshAll', 'refresh-all'],
	['testAll', 'test-all'],
	['refresh', 'refresh'],
	['test', 'test'],
	['newConnection', 'new'],
	['reconnect', 'reconnect'],
	['edit', 'edit'],
	['rename', 'rename'],
	['revoke', 'revoke'],
	['remove', 'remove'],
	['undo', 'undo'],
	['sheet', 'sheet'],
	['endReplaced', 'end-replaced'],
	['share', 'share'],
	['services', 'services'],
	['filter', 'filter'],
	['allKeys', 'keys'],
];

/** What a letter wants, on the screen and in plain lines; undefined when it means nothing. */
export const letterEvent = (press: Press): HomeEvent | undefined => {
	const found = homeLetters.find(([command]) => isCommand(press, command));
	return found && {type: 'wanted', action: found[1]};
};
