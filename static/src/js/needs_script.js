// Buttons that do nothing without a script are not there without one.
for (const button of document.querySelectorAll('[data-needs-script]')) button.hidden = false;
