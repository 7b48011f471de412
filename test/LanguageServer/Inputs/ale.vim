" Vim with ALE as Debian has it: opens $FILE, waits for the findings, mends each of them, and saves. $LINTER is `clangd`, a
" server at $PROGRAM whose first code action is taken as a user would by typing 1, or `clangtidy`, a clang-tidy at $PROGRAM
" that is run as ALE's fixer. In: these, and $SAID, where the findings and the menu are written to.
" Exit code 1 if something didn't come.
"
" vim --not-a-term -N -u NONE -i NONE -n -S ale.vim < /dev/null

let s:said = []

function s:quit(code) abort
  call writefile(s:said, $SAID)
  execute a:code ? 'cquit' : 'qall!'
endfunction

function s:wait(what, condition) abort
  for l:turn in range(3000)
    if a:condition()
      return
    endif
    sleep 20m
  endfor
  call add(s:said, 'no ' . a:what . ' within a minute')
  call s:quit(1)
endfunction

" The settings of docs/guides/editors.md.
let g:ale_linters = {'cpp': [$LINTER]}
let g:ale_cpp_clangd_executable = $PROGRAM
let g:ale_cpp_clangtidy_executable = $PROGRAM
let g:ale_cpp_clangtidy_checks = ['-*', 'async-*']
let g:ale_fixers = {'cpp': ['clangtidy']}

packadd ale
filetype plugin on
set hidden

" What asks the user.
runtime autoload/ale/util.vim
function! ale#util#Input(message, value, ...) abort
  call extend(s:said, split(a:message, "\n")[1:1])
  return '1'
endfunction

function s:findings() abort
  return filter(copy(ale#engine#GetLoclist(bufnr(''))), {_, found -> found.bufnr == bufnr('')})
endfunction

function s:session() abort
  execute 'edit' fnameescape($FILE)
  call s:wait('findings', {-> !empty(s:findings())})
  for l:finding in s:findings()
    call add(s:said, printf('%d: %s [%s]', l:finding.lnum, l:finding.text, get(l:finding, 'code', '')))
  endfor

  if $LINTER is# 'clangd'
    while !empty(s:findings())
      let l:count = len(s:findings())
      let l:tick = b:changedtick
      call cursor(s:findings()[0].lnum, s:findings()[0].col)
      ALECodeAction
      call s:wait('code action', {-> b:changedtick > l:tick})
      doautocmd TextChanged " As Vim does when it waits for a key.
      call s:wait('new findings', {-> len(s:findings()) < l:count})
    endwhile
  else
    let l:tick = b:changedtick
    ALEFix
    call s:wait('fix', {-> b:changedtick > l:tick})
  endif
  write
  if $LINTER is# 'clangtidy'
    call s:wait('end of the findings', {-> empty(s:findings())})
  endif
endfunction

" An error that nobody catches would wait for Enter.
try
  call s:session()
catch
  call add(s:said, v:throwpoint . ': ' . v:exception)
  call s:quit(1)
endtry
call s:quit(0)
