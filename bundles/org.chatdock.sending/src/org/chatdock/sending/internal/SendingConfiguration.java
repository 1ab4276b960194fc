// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The configuration {@code org.chatdock.sending}. */
@ObjectClassDefinition(name = "Chatdock: sending", description = "How the agent's messages reach the gateway.")
public @interface SendingConfiguration {
    @AttributeDefinition(name = "Address", required = false,
            description = "The http or https address of the send call. Empty: nothing can be sent.")
    String apiUrl() default "";

    @AttributeDefinition(name = "Method", description = "The HTTP method of the send call.")
    String method() default "POST";

    @AttributeDefinition(name = "Credentials in", options = { @Option(label = "Headers", value = "HEADER"),
            @Option(label = "Query", value = "QUERY") },
            description = "Where company and token travel: HEADER, or QUERY for gateways that ask for it.")
    String credentialsIn() default "HEADER";

    @AttributeDefinition(name = "Name of the company's parameter",
            description = "The header or query parameter that carries the company's id.")
    String corpParameterName() default "corpid";

    @AttributeDefinition(name = "Name of the token's parameter",
            description = "The header or query parameter that carries the token.")
    String tokenParameterName() default "token";

    @AttributeDefinition(name = "Connect timeout (ms)", min = "1", max = "600000",
            description = "How long one address of the service may take to accept a connection, in milliseconds.")
    int connectTimeoutMillis() default 5000;

    @AttributeDefinition(name = "Answer timeout (ms)", min = "1", max = "600000",
            description = "How long the service may take to answer once it is connected, and the credential source to "
                    + "name the credentials, in milliseconds.")
    int answerTimeoutMillis() default 15000;
}
