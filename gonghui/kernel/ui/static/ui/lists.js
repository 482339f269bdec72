// Lists: see lists.js of the list view.
