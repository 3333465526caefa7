// Reads keys in raw mode and shows each chunk as it arrived: what a program under test would have seen.
import process from 'node:process';

process.stdin.setRawMode(true);
process.stdout.write('\u001B[?25l\u001B[?2004h');
let count = 0;
process.stdin.on('data', chunk => {
	count++;
	process.stdout.write(`chunk ${count}: ${JSON.stringify(String(chunk))}\r\n`);
	if (String(chunk) === '\u0003') {
		process.stdout.write('\u001B[?25h\u001B[?2004l');
		process.exit(130);
	}
	// Busy for a while, as a program that draws is: keys that arrive during that time wait in the kernel's queue.
	if (process.argv[2] === 'slow') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 80);
	if (String(chunk) === 'k') process.kill(process.pid, 'SIGTERM');
});
process.stdout.write('listening\r\n');
