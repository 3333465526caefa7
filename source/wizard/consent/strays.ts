import type {Attempt, Stray} from '../effects.js';

const withPaste = (text: string, canPaste: boolean, how: string): string =>
	canPaste ? `${text} ${how}` : text;

const pageThatFailed = 'Copy the address of the page that failed, and paste it here.';
const pageItEndedAt = 'Copy the address that the browser ended up at, and paste it here.';

/**
 * What else came to the callback port, in our words alone: any page that the browser shows can send a callback, and must not
 * put words of its own on the terminal.
 *
 * @param canPaste whether a person can paste an address into this run
 */
export const strayText = (stray: Stray, {redirectUri}: Attempt, canPaste: boolean): string => {
	const {host, port} = new URL(redirectUri);
	switch (stray) {
		case 'other-state':
			return 'A callback of another attempt came, from an older tab perhaps. It was ignored.';
		case 'other-browser':
			return 'A callback came from another browser than the one that was opened. It was ignored; to use another browser, open the address above in it.';
		case 'unusable':
			return withPaste(
				'A callback came whose code is missing, damaged, or there twice.',
				canPaste,
				pageItEndedAt,
			);
		case 'too-long':
			return withPaste('A callback came that is too long to be read here.', canPaste, pageItEndedAt);
		case 'stateless-error':
			return 'A callback came that reports an error, but not to which attempt it belongs; any page can send one. If your browser shows an error, connect again.';
		case 'form-post':
			return 'A callback came as a form, which is not read here: take response_mode=form_post out of the Authorize URL.';
		case 'https':
			return withPaste(`The browser insists on https for ${host}.`, canPaste, pageThatFailed);
		case 'link-used':
			return "The browser's link was followed a second time, from another browser or by another program. Check the account before you go on.";
		case 'other-user':
			return "Another user of this machine followed the browser's link, and was turned away.";
		case 'crowded':
			return `Something keeps opening connections to port ${port} without a request. The oldest ones are dropped.`;
		case 'port-broke':
			return withPaste(`The callback port ${port} broke.`, canPaste, pageThatFailed);
	}
};
