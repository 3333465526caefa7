import type {ConsentOf} from '../../wizard/consent/state.js';
import type {Pressed, ViewInput} from '../fields/view.js';
import {editField} from '../lines/editor.js';
import type {Press} from '../lines/keys.js';

const address = /:\/\/|=|^\s*1000\./;

/** A key in the field of an address, a code or a token that is pasted. */
export const pressPasted = (
	press: Press,
	consent: ConsentOf<'waiting' | 'entering'>,
	{local}: ViewInput,
): Pressed => {
	const {pasted, problem} = consent;
	// While a browser is awaited the title of its page may be pasted too: words, and nothing of an address or a code.
	const isTitle =
		consent.phase === 'waiting' && /\S[^\S\r\n]+\S/.test(press.text) && !address.test(press.text);
	// A terminal may have broken anything else over lines: the pieces belong together.
	const isBroken = press.name === 'paste' && !isTitle;
	const whole = isBroken ? {...press, text: press.text.replace(/[\s\u200B]+/g, '')} : press;
	const isMasked = consent.phase === 'entering' && consent.flow === 'refresh-token' && !local.isRevealed;
	const after = editField(pasted, local.cursor, whole, isMasked || problem !== undefined);
	return (
		after && {
			local: {cursor: after.cursor, highlight: undefined},
			events: [{type: 'typed-paste', value: after.text}],
		}
	);
};
