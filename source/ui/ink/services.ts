import type {Session} from '../../wizard/session.js';
import type {ScopeCatalogue} from '../../zoho/scopes/catalogue.js';
import type {Glyphs} from '../lines/glyphs.js';
import type {Theme} from '../lines/theme.js';

/** What the screen needs of the world; everything else comes through the session. */
export type Services = {
	readonly session: Session;
	readonly glyphs: Glyphs;
	readonly theme: Theme;
	/** Milliseconds since the epoch. */
	readonly now: () => number;
	readonly loadScopes: () => Promise<ScopeCatalogue>;
	/** Calls back with each long address that must stand outside the frame, raw and unbroken, once. */
	readonly onAnnounce: (listener: (lines: readonly string[]) => void) => () => void;
	/** Whether there is a Home that Esc leads back to from the first question. */
	readonly hasHome: boolean;
	/** The person is done, leaves the program, or goes back to Home. */
	readonly onEnd: (how: 'done' | 'left' | 'back') => void;
};
