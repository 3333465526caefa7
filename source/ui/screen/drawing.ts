/** What draws a display, whether Ink is there yet or not. */
export type Drawing = {
	/** Takes what is drawn off the window. */
	readonly erase: () => void;
	/** Draws all of it from the cursor on, whatever else has been written on the window. */
	readonly draw: () => void;
	/** Draws what there is last, and leaves the cursor below it. */
	readonly close: () => Promise<void>;
};
