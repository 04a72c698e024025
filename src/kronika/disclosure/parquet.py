"""Rows as Parquet, where pyarrow is installed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kronika.errors import missing

try:
    import pyarrow as pa
    from pyarrow import parquet
except ImportError as error:
    raise missing("pyarrow", "estimate") from error

if TYPE_CHECKING:
    from collections.abc import Sequence


def table_bytes(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> bytes:
    """Return rows as the bytes of a Parquet file; all columns are text."""
    schema = pa.schema([(name, pa.string()) for name in columns])
    sink = pa.BufferOutputStream()
    parquet.write_table(pa.Table.from_pylist(list(rows), schema=schema), sink)
    content: bytes = sink.getvalue().to_pybytes()
    return content
