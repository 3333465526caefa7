import {type Patch, patchPlugin, type Replacement} from './patch.js';

/**
 * Ink takes an escape sequence that stays unfinished for 20 ms for keys that were pressed. On a slow line, or a machine
 * that is busy, the mark before a paste arrives in pieces that far apart; then its rest is typed, and the line breaks of
 * the paste are Enter. No key begins with three characters of that mark, so such a beginning can wait for the rest.
 * (Ink waits only where all but the last character is there.)
 */
export const wholeInputPatches: readonly Patch[] = [
	{
		package: 'ink',
		file: 'build/input-parser.js',
		replacements: [
			{
				find: "pending !== '\\u{1B}[200'",
				replace: '!(pending.length > 2 && pasteStart.startsWith(pending))',
			},
		],
	},
];

/**
 * A timer that is due runs before input that has arrived is read: a process that was held up takes the beginning of a
 * sequence for a key though the rest lies there. So what has arrived is read first. (For `build/components/App.js`, which
 * has one patch for all that is changed in it.)
 */
export const inputBeforeTimers: readonly Replacement[] = [
	{
		find: `        pendingInputFlushRef.current = setTimeout(() => {
            pendingInputFlushRef.current = undefined;`,
		replace: `        const timer = setTimeout(() => setImmediate(() => {
            if (pendingInputFlushRef.current !== timer) return;
            pendingInputFlushRef.current = undefined;`,
	},
	{
		find: '        }, pendingInputFlushDelayMilliseconds);',
		replace:
			'        }), pendingInputFlushDelayMilliseconds);\n        pendingInputFlushRef.current = timer;',
	},
];

/** Keys and pastes as the terminal sent them, however slowly they come. */
export const wholeInputPlugin = patchPlugin('whole-input', wholeInputPatches);
