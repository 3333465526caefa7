import {createHash, timingSafeEqual} from 'node:crypto';
import type http from 'node:http';

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Compares in constant time, whatever the lengths. */
export const isSame = (left: string, right: string): boolean => timingSafeEqual(hash(left), hash(right));

/** A local link to the consent page, and the state that its address bears. */
export type Door = {
	readonly path: string;
	readonly state: string;
	/**
	 * What the first visitor of the link gets as a cookie, and has to bring with the callback. Undefined where the link stands
	 * nowhere that another user of the machine can read, so that the state alone is proof enough (RFC 9700 section 4.7).
	 */
	readonly cookie: string | undefined;
	/** Whether other users of the machine may have read the link: it stands in the arguments of a program. */
	readonly isInArguments: boolean;
};

/** Browsers keep cookies by host, not by port: two runs side by side need two names. */
const nameOf = (port: number): string => `zconn-${port}`;

/** Whether a request comes from the browser that was the first to follow the door's link. */
export const bringsCookie = ({headers}: http.IncomingMessage, port: number, {cookie}: Door): boolean =>
	cookie === undefined ||
	(headers.cookie ?? '').split(';').some(pair => {
		const [name = '', ...value] = pair.trim().split('=');
		return name === nameOf(port) && isSame(value.join('='), cookie);
	});

/** The cookie's header: no script reads it, and no frame or image of another site sends it (RFC 6265bis, SameSite=Lax). */
export const cookieHeader = (port: number, {cookie}: Door, seconds: number): Record<string, string> =>
	cookie === undefined
		? {}
		: {'set-cookie': `${nameOf(port)}=${cookie}; Max-Age=${seconds}; Path=/; HttpOnly; SameSite=Lax`};
