import {Text} from 'ink';
import TextInput from 'ink-text-input';
import type {InputSpan} from '../lines/line.js';
import {paintPlaceholder} from '../lines/paint.js';
import type {Theme} from '../lines/theme.js';

const ignore = (): void => undefined;

/**
 * The editable part of a row. `ink-text-input` draws it and never hears a key: by itself it would type the letter of a
 * chord (Ctrl+U), keep a pasted line break, cut an emoji in half and know neither Home nor End. The keys go through
 * `view/line-editor.ts`, and the terminal's own cursor stands where the next character goes (so that input methods
 * open their window there). The placeholder is ours as well: its own is gray even with `NO_COLOR`.
 */
export const TextField = ({input, theme}: {readonly input: InputSpan; readonly theme: Theme}) => {
	const placeholder = paintPlaceholder(input, theme);
	return placeholder === undefined ? (
		<TextInput value={input.text} focus={false} showCursor={false} onChange={ignore} />
	) : (
		<Text>{placeholder}</Text>
	);
};
