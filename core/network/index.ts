/**
 * Who answers whom: the reply network.
 * Method: replies of the stored posts as a directed graph; exact. Limits: stated with each function.
 */
export {};
