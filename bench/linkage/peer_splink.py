# SPDX-License-Identifier: Apache-2.0
"""Splink on the same files, set up as its documentation recommends: DuckDB, comparisons of its library by what a column
holds, term frequencies on names, u by random sampling, m by EM in two sessions, best threshold reported.

    python -m venv /tmp/splink && /tmp/splink/bin/pip install splink duckdb
    MIDSPAN_SPLINK=/tmp/splink/bin/python ./dev bench linkage JOB
"""
import sys
import time

import duckdb
import pandas as pd
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

job, id_column, *files = sys.argv[1:]
began = time.time()
frames = [pd.read_csv(f, dtype=str, skipinitialspace=True, keep_default_na=False, na_values=[""]) for f in files]
columns = [c for c in frames[0].columns if c != id_column and all(c in f.columns for f in frames)]


def person(frame):
    ids = frame[id_column]
    if job.startswith("febrl"):
        return ids.str.extract(r"^(rec-\d+)")[0]
    if job == "historical_50k" or job == "fake_1000":
        return frame["cluster"]
    if job == "pseudopeople":
        return ids
    return ids.str.split("-").str[0]


truth = [person(f) for f in frames]
drop = {"cluster", "simulant_id", "household_id", "guardian_1", "guardian_2", "full_name", "first_and_surname", "year",
        "unit_number", "zipcode", "city" if job == "pseudopeople" else "", "state" if job == "pseudopeople" else "",
        "housing_type", "relationship_to_reference_person", "age", "__index_level_0__"}
columns = [c for c in columns if c not in drop and not c.startswith("copy_")]
for number, frame in enumerate(frames):
    frame.insert(0, "row", range(len(frame)))
    frames[number] = frame[["row"] + columns]
    for column in columns:
        if column in ("dob", "date_of_birth", "birth"):
            text = frames[number][column].str.slice(0, 10)
            if text.dropna().str.match(r"^\d{8}$").mean() > 0.5:
                text = text.str.slice(0, 4) + "-" + text.str.slice(4, 6) + "-" + text.str.slice(6, 8)
            frames[number][column] = text

comparisons, names = [], []
for column in columns:
    if column in ("first_name", "given_name", "given", "surname", "last_name", "family"):
        names.append(column)
        comparisons.append(cl.NameComparison(column).configure(term_frequency_adjustments=True))
    elif column in ("dob", "date_of_birth", "birth"):
        comparisons.append(cl.DateOfBirthComparison(column, input_is_string=True, invalid_dates_as_null=True))
    elif column == "email":
        comparisons.append(cl.EmailComparison(column))
    elif column in ("soc_sec_id", "postcode", "postcode_fake"):
        comparisons.append(cl.LevenshteinAtThresholds(column, 2))
    else:
        comparisons.append(cl.ExactMatch(column).configure(term_frequency_adjustments=True))
date = next((c for c in columns if c in ("dob", "date_of_birth", "birth")), None)
place = next((c for c in columns if c in ("postcode_fake", "postcode", "town", "birth_place", "street_name", "city")), None)
if job == "1Mx1M-dense":
    rules = [block_on(date)]
else:
    rules = [block_on(*names)] + [block_on(n, date) for n in names]
    if place:
        rules += [block_on(n, place) for n in names] + [block_on(date, place)]
    if "soc_sec_id" in columns:
        rules.append(block_on("soc_sec_id"))
settings = SettingsCreator(
    link_type="dedupe_only" if len(frames) == 1 else "link_only",
    unique_id_column_name="row",
    comparisons=comparisons,
    blocking_rules_to_generate_predictions=rules,
    retain_intermediate_calculation_columns=False,
    retain_matching_columns=False,
)
database = DuckDBAPI(duckdb.connect())
tables = [database.register(frame, dataset_display_name=f"list_{number}") for number, frame in enumerate(frames)]
linker = Linker(tables if len(tables) > 1 else tables[0], settings)
linker.training.estimate_probability_two_random_records_match([block_on(*names, date)], recall=0.6)
linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
linker.training.estimate_parameters_using_expectation_maximisation(block_on(*names))
linker.training.estimate_parameters_using_expectation_maximisation(block_on(date, place) if place else block_on(date))
predicted = linker.inference.predict(threshold_match_probability=0.01).as_pandas_dataframe()
took = time.time() - began

left = predicted["row_l"].to_numpy()
right = predicted["row_r"].to_numpy()
if len(frames) > 1 and "source_dataset_l" in predicted:
    names_of = sorted(predicted["source_dataset_l"].unique())
    swap = predicted["source_dataset_l"] > predicted["source_dataset_r"]
    left, right = predicted["row_l"].where(~swap, predicted["row_r"]).to_numpy(), predicted["row_r"].where(~swap, predicted["row_l"]).to_numpy()
same = truth[0].to_numpy()[left] == truth[-1].to_numpy()[right]
if len(frames) == 1:
    counts = truth[0].value_counts()
    all_pairs = int((counts * (counts - 1) // 2).sum())
else:
    one, other = truth[0].value_counts(), truth[1].value_counts()
    all_pairs = int((one * other.reindex(one.index).fillna(0)).sum())
probability = predicted["match_probability"].to_numpy()
order = (-probability).argsort()
hits = same[order].cumsum()
f1 = 2 * hits / (range(1, len(hits) + 1) + pd.Series([all_pairs] * len(hits)).to_numpy())
above = probability > 0.1
bins = (probability[above] * 10).astype(int).clip(max=9)
error = sum(abs(probability[above][bins == b].sum() - same[above][bins == b].sum()) for b in range(10)) / max(1, above.sum())
print(f"RESULT pairs {len(predicted)} best F1 {f1.max():.4f} ECE {error:.4f} seconds inside {took:.2f}")
