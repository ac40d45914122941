// Small comforts over pages that work without any of this, one module a subject.
import './page_index.js';
import './menu.js';
import './needs_script.js';
import './suggestions.js';
import './results.js';
import './filters_sheet.js';
import './rating.js';
import './contacts.js';
import './day.js';
