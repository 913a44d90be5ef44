import { createRoot } from 'react-dom/client'
import { App } from './App'
import { startTexts } from './texts/i18n'
import './main.css'

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no root.')

await startTexts()
createRoot(root).render(<App />)
