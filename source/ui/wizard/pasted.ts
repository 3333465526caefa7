import type {ConsentOf} from '../../wizard/consent/state.js';
import type {Pressed, ViewInput} from '../fields/view.js';
import {editLine} from '../lines/editor.js';
import type {Press} from '../lines/keys.js';

/** A key in the field of an address, a code or a token that is pasted. */
export const pressPasted = (
	press: Press,
	{pasted, problem}: Pick<ConsentOf<'waiting' | 'entering'>, 'pasted' | 'problem'>,
	{local}: ViewInput,
): Pressed => {
	const isPaste = press.name === 'paste';
	// A terminal may have broken it over lines: the pieces belong together.
	const whole = isPaste ? {...press, text: press.text.replace(/[\s\u200B]+/g, '')} : press;
	// It takes the place of what was refused.
	const after = editLine(isPaste && problem ? '' : pasted, local.cursor, whole);
	return (
		after && {
			local: {cursor: after.cursor, highlight: undefined},
			events: [{type: 'typed-paste', value: after.text}],
		}
	);
};
