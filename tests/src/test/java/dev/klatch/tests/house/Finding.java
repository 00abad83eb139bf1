package dev.klatch.tests.house;

/// One place where a house rule is broken.
///
/// @param rule the rule's name, as the planted faults name it
/// @param place file and line
/// @param words what is wrong there
record Finding(String rule, String place, String words) {
    @Override
    public String toString() {
        return place + ": " + words + " [" + rule + "]";
    }
}
