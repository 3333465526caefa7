import {type CompletedCommand, type CompletedFlag, globalFlags, kindText, topFlags} from './model.js';

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A list that stays one with a single row in it. A hash table would not do: to that `-f` and `-F` are the same key. */
const flagRows = (flags: readonly CompletedFlag[], indent: string): string =>
	`@(\n${flags
		.flatMap(({names, summary, value}) =>
			names.map(name => literal([name, value === undefined ? '' : kindText(value), summary].join('\t'))),
		)
		.map(row => `${indent}\t${row}`)
		.join('\n')}\n${indent})`;

const commandRow = ({
	name,
	summary,
	flags,
	places,
	passesThrough,
}: CompletedCommand): string => `		${literal(name)} = @{
			summary = ${literal(summary)}
			places = @(${places.map(({kind}) => literal(kindText(kind))).join(', ')})
			isList = $${places.at(-1)?.isList === true}
			passes = $${passesThrough}
			flags = ${flagRows(flags, '\t\t\t')}
		}`;

/** For PowerShell 5 and newer. Where it offers nothing, PowerShell itself offers files. */
export const powershellScript = (
	commands: readonly CompletedCommand[],
): string => `# Completion of zconn for PowerShell. In $PROFILE: zconn completion powershell | Out-String | Invoke-Expression

Register-ArgumentCompleter -Native -CommandName zconn, zconn.cmd, zconn.ps1 -ScriptBlock {
	param($typed, $tree, $cursor)
	# Of a flag: its name, what its value is, what it does; with tabs in between.
	$commands = [ordered]@{
${commands.map(commandRow).join('\n')}
	}
	$anywhere = ${flagRows(globalFlags, '\t')}
	$top = ${flagRows(topFlags, '\t')}
	$flagsOf = {
		param($name)
		if (-not $name) { $top } elseif ($commands.Contains($name)) { $commands[$name].flags } else { $anywhere }
	}
	$valueOf = {
		param($name, $flag)
		foreach ($row in @(& $flagsOf $name)) {
			$parts = $row -split "\`t", 3
			if ($parts[0] -ceq $flag) { return $parts[1] }
		}
	}
	$words = @($tree.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $cursor } | ForEach-Object {
		if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value } else { $_.ToString() }
	})
	$command = ''; $at = 0; $kind = ''; $place = @(); $isOver = $false; $others = 0; $prefix = ''
	for ($i = 0; $i -lt $words.Count; $i++) {
		$word = $words[$i]
		if ($command -and $commands.Contains($command) -and $commands[$command].passes -and $at -gt 0) {
			# Of the other program; -- may stand before it.
			if ($others -gt 0 -or $word -ne '--') { $others++; $at++ }
		} elseif (-not $isOver -and $word -eq '--') {
			$isOver = $true
		} elseif (-not $isOver -and $word -like '--config-dir=*') {
			$place += $word
		} elseif (-not $isOver -and $word -like '-?*') {
			$kind = & $valueOf $command $word
			if ($kind) {
				if ($i + 1 -lt $words.Count) {
					if ($word -eq '--config-dir') { $place += @($word, $words[$i + 1]) }
					$kind = ''
				}
				$i++
			}
		} elseif (-not $command -or $command -eq 'practice') {
			if ($word -eq 'practice') { $place += 'practice' }
			$command = $word; $at = 0
		} else { $at++ }
	}
	$isKnown = $command -and $commands.Contains($command)
	if ($isKnown -and $commands[$command].passes -and $at -gt 0) { $isOver = $true }
	if (-not $kind -and -not $isOver -and $typed -match '^(--[^=]+)=(.*)$') {
		$prefix = $Matches[1] + '='
		$typed = $Matches[2]
		$kind = & $valueOf $command $Matches[1]
		if (-not $kind) { return }
	}
	$offer = {
		param($text, $type, $tip)
		if ($text -and $text.StartsWith($typed, [StringComparison]::OrdinalIgnoreCase)) {
			if (-not $tip) { $tip = $text }
			[System.Management.Automation.CompletionResult]::new("$prefix$text", $text, $type, $tip)
		}
	}
	if (-not $kind -and -not $isOver -and $typed -like '-*') {
		foreach ($row in @(& $flagsOf $command)) {
			$parts = $row -split "\`t", 3
			& $offer $parts[0] 'ParameterName' $parts[2]
		}
		return
	}
	if (-not $kind) {
		if (-not $command) { $kind = 'zconn' }
		elseif ($isKnown) {
			$places = $commands[$command].places
			if ($at -lt $places.Count) { $kind = $places[$at] }
			elseif ($commands[$command].isList) { $kind = $places[-1] }
		}
	}
	if ($kind -eq 'zconn') {
		foreach ($name in $commands.Keys) {
			# There is no practice within practice.
			if ($command -ne 'practice' -or $name -ne 'practice') { & $offer $name 'Command' $commands[$name].summary }
		}
	} elseif ($kind -eq 'names') {
		zconn __complete @place 2>$null | ForEach-Object {
			$name, $title = $_ -split "\`t", 2
			& $offer $name 'ParameterValue' $title
		}
	} elseif ($kind -like 'words *') {
		foreach ($name in ($kind.Substring(6) -split ' ')) { & $offer $name 'ParameterValue' $name }
	} elseif ($kind -eq 'command' -and $others -eq 0) {
		[System.Management.Automation.CompletionCompleters]::CompleteCommand($typed)
	}
}
`;
