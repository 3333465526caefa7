import assert from 'node:assert/strict';
import {test} from 'node:test';
import {shownPath} from '../../../source/io/system/user-folders.js';

test('a path in the home folder is shown with a tilde, any other one as it is', () => {
	const shown = (file: string, HOME = '/home/noah', platform: NodeJS.Platform = 'linux'): string =>
		shownPath(file, {environment: {HOME, USERPROFILE: 'C:\\Users\\noah'}, platform});
	assert.equal(shown('/home/noah/.config/zoho-connections'), '~/.config/zoho-connections');
	assert.equal(shown('/home/noah'), '~');
	assert.equal(shown('/home/noah/x', '/home/noah/'), '~/x');
	assert.equal(shown('/home/noah2/x'), '/home/noah2/x');
	assert.equal(shown('/srv/x', '/'), '/srv/x');
	// cmd and PowerShell programs do not know it.
	assert.equal(shown('C:\\Users\\noah\\x', '', 'win32'), 'C:\\Users\\noah\\x');
});
