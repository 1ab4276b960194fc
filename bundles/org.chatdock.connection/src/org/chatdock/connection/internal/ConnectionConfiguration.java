// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The configuration {@code org.chatdock.connection}. There is a line only while there is one. Where the defaults come
 * from: releng/decisions/0005-line-constants.md.
 */
@ObjectClassDefinition(name = "Chatdock connection", description = "The line to the chat gateway.")
@interface ConnectionConfiguration {
    String PID = "org.chatdock.connection";

    @AttributeDefinition(description = "Address of the gateway, ws:// or wss://; several, in order of preference, "
            + "with blanks between them. {corpId} and {userId} are replaced.")
    String gatewayUrl();

    @AttributeDefinition(description = "Where the credentials travel: HEADER, or QUERY for gateways that need it.")
    String credentialsIn() default "HEADER";

    @AttributeDefinition(description = "Seconds between two heartbeats, the text 'ping'; 0 sends none.")
    int pingIntervalSeconds() default 10;

    @AttributeDefinition(description = "Seconds of silence after which the gateway is asked with a protocol ping.")
    int probeAfterSeconds() default 15;

    @AttributeDefinition(description = "Seconds of silence within which the connection is given up at the latest.")
    int deadAfterSeconds() default 25;

    @AttributeDefinition(description = "Milliseconds for an answer that is wanted at once: after sleep, or when "
            + "the network changed.")
    int probeTimeoutMillis() default 3_000;

    @AttributeDefinition(description = "Milliseconds between two looks at the clocks, to notice sleep.")
    int wakeTickMillis() default 2_000;

    @AttributeDefinition(description = "Seconds of sleep from which on the connection is probed.")
    int wakeProbeSeconds() default 6;

    @AttributeDefinition(description = "Seconds of sleep from which on the connection is replaced unasked.")
    int wakeReplaceSeconds() default 60;

    @AttributeDefinition(description = "Milliseconds until a TCP connect counts as failed.")
    int connectTimeoutMillis() default 5_000;

    @AttributeDefinition(description = "Milliseconds until a connect, upgrade included, or a wait for credentials "
            + "counts as failed.")
    int upgradeTimeoutMillis() default 10_000;

    @AttributeDefinition(description = "Milliseconds until a whole try, credentials included, counts as failed.")
    int watchdogMillis() default 15_000;

    @AttributeDefinition(description = "Least wait before a retry, in milliseconds.")
    int retryFloorMillis() default 250;

    @AttributeDefinition(description = "Upper bound of the random part of the wait before a retry, in milliseconds.")
    int retryCapMillis() default 15_000;

    @AttributeDefinition(description = "Retries in any minute at most, whatever the random waits; 0 for any number. "
            + "With retryCapMillis below 3000 there is no such bound.")
    int retriesPerMinute() default 15;

    @AttributeDefinition(description = "Upper bound of the wait after sleep or a change of the network, in "
            + "milliseconds.")
    int localRetryMillis() default 200;

    @AttributeDefinition(description = "Upper bound of what is added to the wait when the gateway restarts (1012, "
            + "1013), in milliseconds.")
    int restartSpreadMillis() default 10_000;

    @AttributeDefinition(description = "Longest 'Retry-After' of a gateway that is believed, in seconds.")
    int retryAfterMaxSeconds() default 600;

    @AttributeDefinition(description = "Seconds the line must be up, with a frame received, before retries start anew.")
    int stableAfterSeconds() default 10;

    @AttributeDefinition(description = "Seconds to the next check after an error that retrying alone does not cure.")
    int recheckSeconds() default 300;

    @AttributeDefinition(description = "Seconds for which a fallback address that works is preferred to the first "
            + "ones.")
    int endpointStickySeconds() default 600;

    @AttributeDefinition(description = "Seconds between two looks at the network interfaces; 0 for none.")
    int networkCheckSeconds() default 5;

    @AttributeDefinition(description = "HTTP statuses of a refused upgrade that trying again does not cure.")
    String stopStatuses() default "400 401 403 404 426";

    @AttributeDefinition(description = "Close codes that trying again does not cure.")
    String stopCloseCodes() default "1003 1007 1008 1010";

    @AttributeDefinition(description = "Close codes that mean that the agent has signed in elsewhere.")
    String conflictCloseCodes() default "4409";

    @AttributeDefinition(description = "Messages in flight from which on the socket is not read.")
    int maxInFlight() default 256;

    @AttributeDefinition(description = "Largest message in bytes; larger ones are left out.")
    int maxTextBytes() default 4 * 1024 * 1024;

    @AttributeDefinition(description = "Where acknowledgements that wait are kept. Empty: in the workspace's metadata.")
    String outboxDirectory() default "";

    @AttributeDefinition(description = "Whether certificates are trusted that the operating system trusts, besides "
            + "the JVM's.")
    boolean trustPlatform() default false;

    @AttributeDefinition(description = "A PEM file with further certificates to trust. Empty: none.")
    String caFile() default "";

    @AttributeDefinition(description = "host=sha256:HEX each: this host shows exactly this certificate, whoever "
            + "signed it.")
    String pinnedCertificates() default "";

    @AttributeDefinition(description = "The proxy: http://host:port, socks5://host:port, socks4://host:port, "
            + "DIRECT for none; SYSTEM for Eclipse's.")
    String proxy() default "SYSTEM";

    @AttributeDefinition(description = "The user of the configured proxy. Empty: it asks for none.")
    String proxyUser() default "";

    @AttributeDefinition(type = AttributeType.PASSWORD, description = "The password of the configured proxy.")
    String proxyPassword() default "";
}
