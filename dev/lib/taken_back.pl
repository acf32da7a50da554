#!/usr/bin/perl
# Reads a script for pgbench that records something, and writes the part of it that one connection runs: what it records is
# taken back, and the transaction committed with a row of its own, so that the log of the database is flushed.
use strict;
use warnings;

# PostgreSQL's log does not say of which types parameters were; the lists that are written at once have them by their names.
my %TYPES = (
    areas => 'text', language => 'smallint', home_step => 'smallint', counterpart_step => 'smallint',
    (map { $_ => 'date' } qw(next_due signed_earliest signed_latest force_earliest force_latest earliest latest
        s1 s2 f1 f2 a1 a2 e1 e2 home_since counterpart_since)),
    (map { $_ => 'boolean' } qw(before_signature before_force goes_on has_lessons)),
);

# The type of a list, by its name and else by its first entry.
sub type_of {
    my ($name, $list) = @_;
    return $TYPES{$name} if $TYPES{$name // ''};
    return 'uuid' if $list =~ /^\{[0-9a-f]{8}-[0-9a-f]{4}-/;
    return 'bytea' if $list =~ /^\{"\\\\x/;
    return 'timestamptz' if $list =~ /^\{"\d{4}-\d\d-\d\d \d\d:/;
    return 'date' if $list =~ /^\{\d{4}-\d\d-\d\d/;
    return 'integer' if $list =~ /^\{-?\d+[,}]/;
    return 'text';
}

my $STRING = qr/'(?:[^']|'')*'/;
# A list, with its type where the statement itself says it.
my $LIST = qr/$STRING(?:::\w+\[\])?/;

sub typed {
    my ($lists, $names) = @_;
    my @names = split /\s*,\s*/, $names // '';
    return join ', ', map {
        my ($list, $name) = ($_, shift @names // '');
        $list =~ /::/ ? $list : "$list\::" . type_of($name, substr $list, 1, -1) . '[]'
    } $lists =~ /$LIST/g;
}

my ($client) = @ARGV;
my ($begun, $writing) = (0, 0);
my @script;
for my $line (grep { !/^\\(start|end)pipeline/ } <STDIN>) {
    $line =~ s/unnest\(($LIST(?:, $LIST)*)\)(?=(?: WITH ORDINALITY)?(?: AS \w+\(([^)]*)\))?)/'unnest(' . typed($1, $2) . ')'/ge;
    # What a connection that is new says first is not of the request.
    $begun ||= $line =~ /^BEGIN\b/;
    next unless $begun;
    if ($line =~ /^BEGIN\b/) {
        $writing = $line !~ /READ ONLY/;
        push @script, $line, $writing ? "SAVEPOINT signed;\n" : ();
    } elsif ($line =~ /^COMMIT\b/ && $writing) {
        push @script, "ROLLBACK TO signed;\n", "INSERT INTO bench_commits VALUES (now());\n", $line;
    } else {
        push @script, $line;
    }
}
print "\\if :client_id = $client\n", @script, "\\endif\n";
