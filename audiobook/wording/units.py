"""The units of measure that stand after a number: as written, one of them, several."""

from __future__ import annotations

_ONE_AND_MANY = {
    "mm": "millimeter", "cm": "centimeter", "m": "meter", "km": "kilometer", "kms": "kilometer",
    "yd": "yard", "yds": "yard", "mi": "mile", "mg": "milligram", "g": "gram", "gm": "gram",
    "gms": "gram", "kg": "kilogram", "kgs": "kilogram", "kilo": "kilo", "oz": "ounce",
    "ozs": "ounce", "lb": "pound", "lbs": "pound", "ml": "milliliter", "mL": "milliliter",
    "cl": "centiliter", "L": "liter", "l": "liter", "gal": "gallon", "gals": "gallon",
    "qt": "quart", "qts": "quart", "pt": "pint", "pts": "pint", "tsp": "teaspoon",
    "tbsp": "tablespoon", "ms": "millisecond", "sec": "second", "secs": "second",
    "min": "minute", "mins": "minute", "hr": "hour", "hrs": "hour", "yr": "year", "yrs": "year",
    "mos": "month", "wks": "week", "dB": "decibel", "W": "watt", "kW": "kilowatt",
    "MW": "megawatt", "V": "volt", "kV": "kilovolt", "KB": "kilobyte", "kB": "kilobyte",
    "MB": "megabyte", "GB": "gigabyte", "TB": "terabyte", "kWh": "kilowatt hour",
    "sq mi": "square mile", "sq. mi": "square mile", "sq. yd": "square yard",
    "sq. yds": "square yard", "sq. km": "square kilometer", "sq km": "square kilometer",
    "m²": "square meter", "km²": "square kilometer", "cm²": "square centimeter",
    "m³": "cubic meter", "cm³": "cubic centimeter", "fl oz": "fluid ounce",
    "fl. oz": "fluid ounce", "cu. yd": "cubic yard", "cu. yds": "cubic yard",
}  # fmt: skip
UNITS: dict[str, tuple[str, str]] = {
    **{written: (name, name + "s") for written, name in _ONE_AND_MANY.items()},
    "ft": ("foot", "feet"),
    "sq ft": ("square foot", "square feet"),
    "sq. ft": ("square foot", "square feet"),
    "ft²": ("square foot", "square feet"),
    "cu. ft": ("cubic foot", "cubic feet"),
    "sq. in": ("square inch", "square inches"),
    "cu. in": ("cubic inch", "cubic inches"),
    "cwt": ("hundredweight", "hundredweight"),
    "hp": ("horsepower", "horsepower"),
    "Hz": ("hertz", "hertz"),
    "kHz": ("kilohertz", "kilohertz"),
    "MHz": ("megahertz", "megahertz"),
    "GHz": ("gigahertz", "gigahertz"),
    "mph": ("mile per hour", "miles per hour"),
    "m.p.h": ("mile per hour", "miles per hour"),
    "kph": ("kilometer per hour", "kilometers per hour"),
    "km/h": ("kilometer per hour", "kilometers per hour"),
    "kmh": ("kilometer per hour", "kilometers per hour"),
    "m/s": ("meter per second", "meters per second"),
    "ft/s": ("foot per second", "feet per second"),
    "rpm": ("revolution per minute", "revolutions per minute"),
}
# Without their full stop these are words or names.
DOTTED: dict[str, tuple[str, str]] = {
    "in.": ("inch", "inches"),
    "ins.": ("inch", "inches"),
    "wk.": ("week", "weeks"),
    "mo.": ("month", "months"),
    "bu.": ("bushel", "bushels"),
    "pk.": ("peck", "pecks"),
    "st.": ("stone", "stone"),
    "fm.": ("fathom", "fathoms"),
    "fms.": ("fathom", "fathoms"),
    "doz.": ("dozen", "dozen"),
}
