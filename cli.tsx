// The door: nothing is imported before the version of Node is known to be new enough, and then only what was asked for.
const oldest = {major: 22, minor: 19};
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < oldest.major || (major === oldest.major && minor < oldest.minor)) {
	process.stderr.write(
		`zconn needs Node ${oldest.major}.${oldest.minor} or newer; this is v${process.versions.node}. See https://nodejs.org/.\n`,
	);
	process.exitCode = 2;
} else {
	// What the umask keeps from others stays so; the folders and files of this program must be open to its own user.
	process.umask(process.umask(0o077) & 0o077);
	import('./source/program/main.js')
		.then(({main}) => main(process.argv.slice(2)))
		.then(
			code => {
				process.exitCode = code;
			},
			// Not a line of its own could be loaded: too many open files, or a file of it is gone, as after an update.
			error => {
				process.stderr.write(
					`✖ zconn could not be loaded: ${error.message}\n  Check "ulimit -n", and start it again if it was updated while it was running; otherwise install it again.\n`,
				);
				process.exitCode = 1;
			},
		);
}
