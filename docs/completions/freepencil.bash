# SPDX-License-Identifier: GPL-3.0-or-later
# Completion for bash. Commands and options are those that `--help` lists, so that this file knows none of them; names
# of parameters and outputs are read from the .pencil file on the line.
_freepencil() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
  local command=${COMP_WORDS[1]} program=${COMP_WORDS[0]} word file
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    mapfile -t COMPREPLY < <(compgen -W "--help --version $("$program" --help 2>/dev/null |
      sed -n '/^Subcommands:/,/^$/s/^  \([a-z]*\) .*/\1/p')" -- "$current")
    return
  fi
  for word in "${COMP_WORDS[@]:2}"; do
    case $word in *.pencil) file=$word ;; esac
  done
  declared() {
    [ -n "$file" ] && "$program" check "$file" --format pencil --quiet 2>/dev/null |
      sed -n "s/^$1 \([^ =]*\).*/\1/p"
  }
  case $previous in
    --set) mapfile -t COMPREPLY < <(compgen -S = -W "$(declared parameter)" -- "$current"); compopt -o nospace ;;
    --derivative | --over) mapfile -t COMPREPLY < <(compgen -W "$(declared parameter)" -- "$current") ;;
    --sweep | --limit | --as) mapfile -t COMPREPLY < <(compgen -S = -W "$(declared parameter)" -- "$current"); compopt -o nospace ;;
    --output | --minimize | --maximize) mapfile -t COMPREPLY < <(compgen -W "$(declared output)" -- "$current") ;;
    --format)
      mapfile -t COMPREPLY < <(compgen -W "$("$program" "$command" --help 2>/dev/null |
        sed -n 's/^  --format FORMAT//p' | grep -oE '\b(text|json|csv|latex|markdown|pencil|sympy)\b')" -- "$current")
      ;;
    --entries) mapfile -t COMPREPLY < <(compgen -W "gaussian rademacher uniform" -- "$current") ;;
    *)
      case $current in
        -*)
          mapfile -t COMPREPLY < <(compgen -W "$("$program" "$command" --help 2>/dev/null |
            sed -n 's/^  \(-h,\)\{0,1\}\(--[a-z-]*\).*/\2/p')" -- "$current")
          ;;
        *)
          compopt -o filenames
          mapfile -t COMPREPLY < <(compgen -d -- "$current"
            compgen -f -X '!*.pencil' -- "$current"; compgen -f -X '!*.table' -- "$current")
          ;;
      esac
      ;;
  esac
}
complete -F _freepencil freepencil
