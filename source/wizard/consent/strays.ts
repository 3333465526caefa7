import type {Attempt, Stray} from '../effects.js';

const pageThatFailed = 'Copy the address of the page that failed, and paste it here.';
const pageItEndedAt = 'Copy the address that the browser ended up at, and paste it here.';

const textsOf = ({host, port}: URL): Readonly<Record<Stray, string>> => ({
	'other-state': 'A callback of another attempt came, from an older tab perhaps. It was ignored.',
	'other-browser':
		'A callback came from another browser than the one that was opened. It was ignored; to use another browser, open the address above in it.',
	unusable: 'A callback came whose code is missing, damaged, or there twice.',
	'too-long': 'A callback came that is too long to be read here.',
	'stateless-error':
		'A callback came that reports an error, but not to which attempt it belongs; any page can send one. If your browser shows an error, connect again.',
	'form-post':
		'A callback came as a form, which is not read here: take response_mode=form_post out of the Authorize URL.',
	https: `The browser insists on https for ${host}.`,
	'link-used':
		"The browser's link was followed a second time, from another browser or by another program. Check the account before you go on.",
	'other-user': "Another user of this machine followed the browser's link, and was turned away.",
	'wrong-host':
		'A request came under a wrong Host, and was ignored. A tunnel or proxy in front of this port has to leave the Host as it is.',
	crowded: `Something keeps opening connections to port ${port} without a request. The oldest ones are dropped.`,
	'port-broke': `The callback port ${port} broke.`,
});

/** What a person does instead who can paste. */
const remedies: Readonly<Partial<Record<Stray, string>>> = {
	unusable: pageItEndedAt,
	'too-long': pageItEndedAt,
	'wrong-host': pageItEndedAt,
	https: pageThatFailed,
	'port-broke': pageThatFailed,
};

/**
 * What else came to the callback port, in our words alone: any page that the browser shows can send a callback, and must not
 * put words of its own on the terminal.
 *
 * @param canPaste whether a person can paste an address into this run
 */
export const strayText = (stray: Stray, {redirectUri}: Attempt, canPaste: boolean): string => {
	const text = textsOf(new URL(redirectUri))[stray];
	const remedy = canPaste ? remedies[stray] : undefined;
	return remedy === undefined ? text : `${text} ${remedy}`;
};
