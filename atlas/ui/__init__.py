"""What stands around charts on a page: frame, navigation, filters, tables, menus."""
