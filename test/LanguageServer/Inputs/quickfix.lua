-- Neovim as its user has it, with its own client of language servers: opens FILE, waits for the diagnostics, applies the
-- preferred quick-fix of each, and saves. In: the environment's SERVER and FILE. Out: the diagnostics, then the saved
-- file; exit code 1 if something didn't come.
--
-- Written for 0.7 (Debian 12), whose client is set up by start_client.

local function give_up(why)
  io.stdout:write(why .. '\n')
  vim.cmd('cquit 1')
end

local function wait(what, condition)
  if not vim.wait(60000, condition, 20) then
    give_up('no ' .. what .. ' within a minute')
  end
end

vim.cmd('edit ' .. vim.fn.fnameescape(vim.env.FILE))
local buffer = vim.api.nvim_get_current_buf()
local client = vim.lsp.start_client({
  name = 'async-clangd',
  cmd = { vim.env.SERVER, '--background-index=0', '--log=error' },
  root_dir = vim.fn.fnamemodify(vim.env.FILE, ':h'),
})
vim.lsp.buf_attach_client(buffer, client)

local function findings()
  return vim.diagnostic.get(buffer)
end

-- What a menu would ask the user.
local chosen
vim.ui.select = function(actions, _, choose)
  for _, action in ipairs(actions) do
    if action[2].isPreferred then
      chosen = action[2].title
      return choose(action)
    end
  end
  give_up('no preferred quick-fix among ' .. vim.inspect(actions))
end

wait('diagnostics', function() return #findings() > 0 end)
local count = #findings()
while count > 0 do
  local finding = findings()[1]
  local lsp = finding.user_data and finding.user_data.lsp or {}
  io.stdout:write(string.format('%d: %s [%s]\n', finding.lnum + 1, finding.message, finding.code or lsp.code))
  vim.api.nvim_win_set_cursor(0, { finding.lnum + 1, finding.col })
  chosen = nil
  local tick = vim.api.nvim_buf_get_changedtick(buffer)
  vim.lsp.buf.code_action({ only = { 'quickfix' } })
  wait('quick-fix', function() return vim.api.nvim_buf_get_changedtick(buffer) > tick end)
  io.stdout:write('   ' .. chosen .. '\n')
  wait('new diagnostics', function() return #findings() < count end)
  count = #findings()
end
vim.cmd('write')
vim.cmd('qall!')
