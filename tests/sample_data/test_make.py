import gzip

from sample_data.make import main


def test_the_files_are_those_that_the_seed_writes(folder, tmp_path):
    main(tmp_path)
    again = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    kept = {path.name: path.read_bytes() for path in folder.glob("*_20*.csv*")}
    assert again.keys() == kept.keys()
    for name, written in again.items():
        # Compared unpacked: another zlib may pack the same rows into other bytes.
        unpack = gzip.decompress if name.endswith(".gz") else bytes
        assert unpack(written) == unpack(kept[name]), name
