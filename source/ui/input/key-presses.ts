import type {Press} from './press.js';

/** What was held while a key was pressed, as far as it changes what the key means. */
export type Held = {readonly shift: boolean; readonly alt: boolean; readonly ctrl: boolean};

const none: Held = {shift: false, alt: false, ctrl: false};

/** Keys of letters that are the same as another key, since the time of teletypes. */
const sameAs: Readonly<Record<string, string>> = {
	'[': 'escape',
	i: 'tab',
	m: 'enter',
	j: 'enter',
	h: 'backspace',
};

/** A key with a name, such as `left`; Shift counts for Tab alone. */
export const namedPress = (name: string, {shift, alt, ctrl}: Held = none): Press => {
	if (ctrl) return {name: `ctrl-${name}`, text: ''};
	if (alt && name !== 'escape') return {name: `alt-${name}`, text: ''};
	return {name: shift && name === 'tab' ? 'shift-tab' : name, text: ''};
};

/** A key that types a character; with Ctrl or Alt it is a chord and types nothing. */
export const characterPress = (character: string, held: Held = none): Press => {
	if (!held.ctrl && !held.alt) {
		return character === ' ' ? {name: 'space', text: ' '} : {name: 'text', text: character};
	}
	const key = character.toLowerCase();
	const same = held.ctrl ? sameAs[key] : undefined;
	return same === undefined
		? namedPress(key === ' ' ? 'space' : key, held)
		: namedPress(same, {...held, ctrl: false});
};

const controls: Readonly<Record<string, string>> = {
	'\b': 'backspace',
	'\t': 'tab',
	'\n': 'enter',
	'\r': 'enter',
	'\u007F': 'backspace',
};

/** A control character as a terminal without any protocol sends it: Ctrl with a letter is its place in the alphabet. */
export const controlPress = (character: string, isAlt = false): Press | undefined => {
	const name = controls[character];
	if (name !== undefined) return namedPress(name, {...none, alt: isAlt});
	const code = character.charCodeAt(0);
	return code >= 1 && code <= 26
		? namedPress(String.fromCharCode(code + 96), {...none, ctrl: true})
		: undefined;
};
