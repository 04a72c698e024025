"""Acts -> spells -> people in, out, disputed, unknown; definitions, balance, series. Pure: no input or output."""
