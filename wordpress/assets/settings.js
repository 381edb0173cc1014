/* The connection test of the settings page: by its button, and by itself once settings were saved. */
{
  const button = document.getElementById('guichet-check')
  const result = document.getElementById('guichet-check-result')

  const say = (message, kind) => {
    const notice = document.createElement('div')
    notice.className = `notice notice-${kind} inline`
    const paragraph = document.createElement('p')
    paragraph.textContent = message
    notice.append(paragraph)
    result.replaceChildren(notice)
  }

  const check = async () => {
    button.disabled = true
    say(button.dataset.asking, 'info')
    try {
      const body = new URLSearchParams({ action: 'guichet_check', _ajax_nonce: button.dataset.nonce })
      const answer = await fetch(button.dataset.url, { method: 'POST', credentials: 'same-origin', body })
      const { ok, message } = await answer.json()
      if (typeof message !== 'string') throw new Error('refused')
      say(message, ok ? 'success' : 'error')
    } catch {
      say(button.dataset.lost, 'error')
    }
    button.disabled = false
  }

  button.addEventListener('click', check)
  // WordPress takes this word out of the address that the browser shows, but not out of the one the page was asked by.
  const { name } = performance.getEntriesByType('navigation')[0] ?? location
  if (button.dataset.ready && String(name).includes('settings-updated=true')) check()
}
