import assert from 'node:assert/strict';
import {test} from 'node:test';
import {placeHints, recognizePlace, sshForwardLine} from '../../../source/io/system/where-it-runs.js';

const nothing = () => false;
const plain = {isSsh: false, isWsl: false, isContainer: false, hasDisplay: false};

test('recognizes where it runs', () => {
	assert.deepEqual(recognizePlace({}, 'linux', nothing), plain);
	assert.deepEqual(recognizePlace({SSH_TTY: '/dev/pts/1'}, 'linux', nothing), {...plain, isSsh: true});
	assert.deepEqual(recognizePlace({WSL_DISTRO_NAME: 'Ubuntu'}, 'linux', nothing), {...plain, isWsl: true});
	assert.deepEqual(recognizePlace({WAYLAND_DISPLAY: 'wayland-0'}, 'linux', nothing), {
		...plain,
		hasDisplay: true,
	});
	for (const file of ['/.dockerenv', '/run/.containerenv']) {
		assert.deepEqual(
			recognizePlace({}, 'linux', name => name === file),
			{...plain, isContainer: true},
		);
	}
	assert.deepEqual(
		recognizePlace({}, 'darwin', () => true),
		{...plain, hasDisplay: true},
	);
});

test('the ssh line is exact, and holds nothing that a shell would act on', () => {
	const line = (SSH_CONNECTION: string, USER = 'ana') => sshForwardLine({SSH_CONNECTION, USER}, 8790);
	assert.equal(line('10.0.0.2 50022 10.0.0.1 22'), 'ssh -N -L 8790:localhost:8790 ana@10.0.0.1');
	assert.equal(line('fe80::2 1 2001:db8::1 2222'), 'ssh -p 2222 -N -L 8790:localhost:8790 ana@2001:db8::1');
	assert.equal(line('a b $(reboot) 22', 'a;b'), 'ssh -N -L 8790:localhost:8790 USER@HOST');
	assert.equal(line('a b -oProxyCommand=x 22', '-l'), 'ssh -N -L 8790:localhost:8790 USER@HOST');
	assert.equal(sshForwardLine({SSH_TTY: '/dev/pts/1'}, 8791), 'ssh -N -L 8791:localhost:8791 USER@HOST');
});

test('hints only where the browser may be elsewhere; the ssh line stands alone', () => {
	const environment = {SSH_CONNECTION: '10.0.0.2 50022 10.0.0.1 22', USER: 'ana'};
	assert.deepEqual(placeHints(plain, {}, 8790), []);
	assert.ok(
		placeHints({...plain, isSsh: true}, environment, 8790).includes(
			'ssh -N -L 8790:localhost:8790 ana@10.0.0.1',
		),
	);
	assert.match(placeHints({...plain, isContainer: true}, {}, 8790).join(' '), /container.*8790/);
	assert.match(placeHints({...plain, isWsl: true}, {}, 8790).join(' '), /paste/);
});
