#!/usr/bin/perl
# Reads PostgreSQL's log on standard input and writes the statements of one transaction as a script for pgbench:
# values in the place of parameters, and what was sent in one message in one pipeline.
use strict;
use warnings;

my @statements;
my $current;
while (my $line = <STDIN>) {
    if ($line =~ /LOG:\s+(execute [^:]*|statement): (.*)/s) {
        $current = { text => $2, values => {}, together => $1 eq 'statement' };
        push @statements, $current;
    } elsif ($line =~ /DETAIL:\s+parameters: (.*)/s && $current) {
        my $values = $1;
        $current->{values}{$1} = $2 while $values =~ /\$(\d+) = ('(?:[^']|'')*'|NULL)/g;
        undef $current;
    } elsif ($line =~ /^\t(.*)/s && $current) {
        $current->{text} .= $1;
    } else {
        undef $current;
    }
}
for my $statement (@statements) {
    my $text = $statement->{text};
    $text =~ s/\s+/ /g;
    $text =~ s/\$(\d+)/$statement->{values}{$1} \/\/ 'NULL'/ge;
    my @parts = $statement->{together} ? grep { /\S/ } split /;/, $text : ($text);
    print "\\startpipeline\n" if @parts > 1;
    print "$_;\n" for map { s/^\s+|\s+$//gr } @parts;
    print "\\endpipeline\n" if @parts > 1;
}
